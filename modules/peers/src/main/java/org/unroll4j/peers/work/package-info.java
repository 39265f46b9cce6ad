/** What is compared: works, their numbers and their results. Knows no framework. */
package org.unroll4j.peers.work;
