/**
 * Commented YAML files become immutable records, strictly: a key that is unknown, a value of the
 * wrong type or out of range is refused in one line that says where it stands.
 */
package org.unroll4j.studies.config;
