/** The engines of the toolkit, asked as all other peers are. */
package org.unroll4j.validation.engine;
