/**
 * The kernels of the OpenBLAS inside ND4J.
 *
 * <p>OpenBLAS holds kernels for many processors and takes those that fit the one it runs on. The
 * version that ND4J bundles, 0.3.19, decides by a list of processor models; for one that is younger
 * it falls back to kernels for the Prescott of 2004, without AVX. {@link
 * org.unroll4j.openblas.KernelChoice} looks at the processor's features instead, as later versions
 * of OpenBLAS do, and tells the library while it loads.
 */
package org.unroll4j.openblas;
