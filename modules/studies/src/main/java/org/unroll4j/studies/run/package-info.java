/** What a run leaves on the disk, and where it came from. */
package org.unroll4j.studies.run;
