/**
 * Tables in files: rows of named columns, one after another, from CSV (plain or gzip) or Parquet,
 * and back into such files. Nothing here knows what the columns mean.
 */
package org.unroll4j.data.table;
