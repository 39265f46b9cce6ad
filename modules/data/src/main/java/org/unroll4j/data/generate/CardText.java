package org.unroll4j.data.generate;

import java.util.List;
import java.util.Locale;

/** The words of a data card. */
final class CardText {
  private static final String TEXT =
      """
      ---
      generator: %1$s
      sessions: %2$d
      seed: %3$d
      events: %4$d
      contentSha256: %5$s
      ---
      # %6$s: visits to a shop that does not exist

      Made by a program, `bin/unroll generate sessions --sessions %2$d --seed %3$d`; no person ever
      did any of this. The same command gives the same contents. Licence: Apache-2.0, as the program.

      | | |
      |---|---|
      | events | %4$,d |
      | sessions | %2$,d, of which %7$,d end with a purchase, %8$,d with a leave, and %9$,d are cut by the end of the log |
      | users | %10$,d; they come back after three hours at the soonest |
      | span | four weeks in March 2025, UTC, few visits at night |

      ## Columns

      | column | meaning |
      |---|---|
      | `session_id`, `user_id` | numbers without meaning |
      | `event_time` | ISO 8601, UTC, milliseconds; no two events of a session at the same time |
      | `event_type` | home, search, category, product, reviews, add_to_cart, remove_from_cart, cart, checkout, purchase, leave |
      | `price` | of the article, with product, add_to_cart and remove_from_cart; empty otherwise |
      | `converted` | `yes` if the session ends with a purchase, `no` if not, empty if the log ends before; the same in all rows of a session |

      `converted` is the answer, so it is never a feature. For one label per session, cut sessions
      before `purchase` and `leave` (and `checkout`, for a harder question): these events give the
      answer away.

      ## How it is made

      Each session is a hidden continuous-time Markov chain. Its state is a mode, intent or drift, and
      a phase; while it is in a state, events appear at random times, at a rate and of types that
      depend on the state alone. After the entry (home, category), phases lie on a ring:

          search → product → remove → add → search

      A visitor with intent goes round in this direction, a drifting one in the other, at the same
      speed. So search then product, or remove then add (an article is exchanged), means intent, and
      add then remove means hesitation, while counts of events say little. Purchases are made in the
      add phase, nearly all with intent. Drifting visitors leave sooner, above all after removing an
      article, and look at articles three times as dear. Modes change now and then. The rates stand in
      the class `ShopProcess`.

      ## What can be attained

      Because the chain is known, the probability of a purchase by the same user within a horizon,
      given the types, times and prices of all events so far, is known exactly: a forward filter for
      the hidden state and a matrix exponential for the horizon (class `SessionOracle`, found through
      this card). No model can beat its log loss on average. After a leave or a purchase the next
      visit is at least three hours away, which is why one session is enough for horizons below that.
      Prices are conditioned on as numbers, though they are rounded to cents.
      """;

  private CardText() {}

  static String of(
      String file, List<SessionGenerator.Row> rows, SessionGenerator.Request request, String sha) {
    return String.format(
        Locale.ROOT,
        TEXT,
        ShopProcess.VERSION,
        request.sessions(),
        request.seed(),
        rows.size(),
        sha,
        file,
        count(rows, MarkedProcess.PURCHASE),
        count(rows, MarkedProcess.LEAVE),
        request.sessions() - count(rows, MarkedProcess.PURCHASE) - count(rows, MarkedProcess.LEAVE),
        rows.stream().mapToInt(SessionGenerator.Row::user).distinct().count());
  }

  private static long count(List<SessionGenerator.Row> rows, String type) {
    return rows.stream().filter(row -> row.type().equals(type)).count();
  }
}
