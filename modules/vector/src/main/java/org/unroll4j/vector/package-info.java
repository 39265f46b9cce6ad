/**
 * An engine for the CPU in single precision, found at run time; nothing depends on this module.
 *
 * <p>From the outside in: {@link org.unroll4j.vector.VectorEngine} prepares a layer by packing its
 * weights ({@code PackedLayer}); {@code Visits} lists the valid steps and shares the sequences out
 * to threads; {@code Forward} and {@code Backward} walk; {@code Gates} is what a cell does between
 * products, and {@code Arithmetic} the products. The last two exist twice: on the JDK's Vector API
 * ({@code Vector…}) and in plain loops ({@code Loop…}), for a JVM that was not told to open it.
 *
 * <p>Where the Vector API is used, the code is shaped by the JIT: vectors are local variables of
 * small loops and never cross a method's border, and only vectors of one width are ever loaded (on
 * JDK 17 a second width makes every operation allocate).
 */
package org.unroll4j.vector;
