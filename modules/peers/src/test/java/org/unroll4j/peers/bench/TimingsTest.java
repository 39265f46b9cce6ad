package org.unroll4j.peers.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimingsTest {

  @Test
  void ratiosAreTakenWithinRounds() {
    Timings ours = new Timings();
    Timings theirs = new Timings();
    // the machine is ten times slower in the second round, for both
    ours.add(0, new double[] {1, 1, 1});
    theirs.add(0, new double[] {2, 2});
    ours.add(1, new double[] {10, 10, 10});
    theirs.add(1, new double[] {20});

    assertThat(theirs.ratioTo(ours)).contains(new Quartiles(2, 2, 2));
    assertThat(ours.ratioTo(theirs)).contains(new Quartiles(0.5, 0.5, 0.5));
    assertThat(theirs.repetitions()).isEqualTo(3);
  }

  @Test
  void roundsInWhichOnlyOneTookPartDoNotCount() {
    Timings ours = new Timings();
    Timings theirs = new Timings();
    ours.add(0, new double[] {1});
    ours.add(1, new double[] {100});
    theirs.add(0, new double[] {3});
    assertThat(theirs.ratioTo(ours)).contains(new Quartiles(3, 3, 3));

    Timings elsewhere = new Timings();
    elsewhere.add(7, new double[] {1});
    assertThat(elsewhere.ratioTo(ours)).isEmpty();
  }

  @Test
  void processorTimeOfThoseWhoWait() {
    Timings timings = new Timings();
    timings.addIdle(2, 0.5);
    timings.addIdle(3, 0.5);
    assertThat(timings.idleCpu()).isEqualTo(0.2);
  }
}
