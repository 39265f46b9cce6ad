/**
 * Weights and graphs in and out: what the formats have in common. The formats themselves are in the
 * packages below.
 */
package org.unroll4j.interop;
