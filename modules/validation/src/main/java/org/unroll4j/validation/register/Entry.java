package org.unroll4j.validation.register;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll4j.validation.register.program.Numbers;

/**
 * A divergence, measured.
 *
 * @param id its identifier
 * @param product the library and its version
 * @param description its words
 * @param numbers what its program computed just now
 * @param program the program's source
 */
public record Entry(
    String id, String product, Description description, Numbers numbers, String program) {

  /** Whether the peer still differs from the arbiter, by at least the stated size. */
  public boolean peerDiffers() {
    return Math.abs(numbers.peer() - numbers.arbiter()) >= description.apart();
  }

  /** Whether our number is the arbiter's, within the stated tolerance. */
  public boolean oursAgrees() {
    return Math.abs(numbers.ours() - numbers.arbiter()) <= description.together();
  }

  /** Whether the entry is as the register says: the peer differs and we do not. */
  public boolean holds() {
    return peerDiffers() && oursAgrees();
  }

  /** The entry as plain values, for a record. */
  public Map<String, Object> plainValues() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", id);
    values.put("title", description.title());
    values.put("product", product);
    values.put("kind", description.kind().toString());
    values.put("what", description.what());
    values.put("measure", description.measure());
    values.put("peer", numbers.peer());
    values.put("ours", numbers.ours());
    values.put("oursIs", description.oursIs());
    values.put("arbiter", numbers.arbiter());
    values.put("arbiterIs", description.arbiterIs());
    values.put("apart", description.apart());
    values.put("together", description.together());
    values.put("holds", holds());
    values.put("advice", description.advice());
    values.put("program", program);
    return values;
  }
}
