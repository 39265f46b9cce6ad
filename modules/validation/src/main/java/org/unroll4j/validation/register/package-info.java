/**
 * The register of divergences: where another library computes something else than its
 * documentation, the literature or the other libraries say. Every entry is a program that runs and
 * measures; nothing is recorded.
 */
package org.unroll4j.validation.register;
