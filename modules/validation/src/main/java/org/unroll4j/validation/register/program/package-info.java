/**
 * The programs of the register, one per divergence, and the few helpers that they share. Their
 * sources lie beside their classes, so that what is shown is what ran.
 */
package org.unroll4j.validation.register.program;
