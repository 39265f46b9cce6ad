package org.unroll4j.interop.onnx;

import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.Descriptors.Descriptor;
import org.nd4j.shade.protobuf.Descriptors.FieldDescriptor;
import org.nd4j.shade.protobuf.Descriptors.FieldDescriptor.JavaType;
import org.nd4j.shade.protobuf.WireFormat;
import org.unroll4j.interop.WeightFileException;

/**
 * Counts the fields of a message before it becomes objects. An empty message takes two bytes in a
 * file and a hundred in memory, so the file's size alone does not bound what parsing takes; and a
 * parser that goes down into nested groups, which ONNX does not have, can overflow its stack.
 */
final class FieldBudget {

  private static final int MOST_FIELDS = 1_000_000;
  private static final int DEEPEST = 32;

  private final Path file;
  private final CodedInputStream in;
  private int fields;

  private FieldBudget(Path file, CodedInputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Walks over all fields.
   *
   * @throws WeightFileException if there are too many, too deep, or groups
   * @throws IOException if the bytes are no message
   */
  static void require(Path file, byte[] bytes, Descriptor type) throws IOException {
    new FieldBudget(file, CodedInputStream.newInstance(bytes)).walk(type, 0);
  }

  private void walk(Descriptor type, int depth) throws IOException {
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      int form = WireFormat.getTagWireType(tag);
      fields++;
      if (fields > MOST_FIELDS || depth > DEEPEST) {
        throw new WeightFileException(
            file,
            "has more than %d fields, or more than %d levels of them; no recurrent network does."
                .formatted(MOST_FIELDS, DEEPEST));
      }
      if (form == WireFormat.WIRETYPE_START_GROUP || form == WireFormat.WIRETYPE_END_GROUP) {
        throw new WeightFileException(file, "is no ONNX file, or is damaged: it has groups.");
      }
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      boolean message =
          field != null
              && field.getJavaType() == JavaType.MESSAGE
              && form == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (message) {
        int outer = in.pushLimit(in.readRawVarint32());
        walk(field.getMessageType(), depth + 1);
        in.popLimit(outer);
      } else {
        in.skipField(tag);
      }
    }
  }
}
