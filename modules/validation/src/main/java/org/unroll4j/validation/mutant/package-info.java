/** The check, checked: engines with a mistake, which the matrix has to find. */
package org.unroll4j.validation.mutant;
