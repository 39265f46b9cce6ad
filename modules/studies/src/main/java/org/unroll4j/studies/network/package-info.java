/** The networks of the studies, built from Deeplearning4j's and Unroll4J's layers. */
package org.unroll4j.studies.network;
