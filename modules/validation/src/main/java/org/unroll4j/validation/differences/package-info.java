/** The arbiter: the equations in plain loops, and their gradients by central differences. */
package org.unroll4j.validation.differences;
