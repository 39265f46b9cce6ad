package org.unroll4j.vector;

/** The right-hand side of products; only the {@link Arithmetic} that made it looks inside. */
interface Factor {}
