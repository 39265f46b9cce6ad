package org.unroll4j.studies.config;

/** What a configuration describes. */
public enum StudyKind implements Word {
  /** Click sessions; a configuration that names no kind is one of these. */
  SESSION,
  /** Forecasts of many series. */
  DEMAND
}
