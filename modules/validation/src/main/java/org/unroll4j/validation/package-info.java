/**
 * Recurrent layers checked against others: a matrix of cells, options and quantities, the peers
 * that answer it, and a register of what the peers get wrong.
 */
package org.unroll4j.validation;
