package org.unroll4j.studies.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The values that a number may take; both ends belong to it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Between {

  /** The smallest value. */
  double min();

  /** The largest value; by default there is none. */
  double max() default Double.POSITIVE_INFINITY;
}
