/**
 * What a peer is asked and what it answers, in plain values: no class here knows ND4J or any other
 * framework, so that a peer can live in a process of its own.
 */
package org.unroll4j.validation.peer;
