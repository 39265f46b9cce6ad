/** Files of any of the formats: what they are, and what is in them. */
package org.unroll4j.interop.files;
