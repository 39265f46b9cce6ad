/** The cases of the matrix, how answers are compared, and what comes out. */
package org.unroll4j.validation.matrix;
