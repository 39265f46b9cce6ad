/** What is to be predicted, which events a model sees, and which labels are not known. */
package org.unroll4j.data.labels;
