package org.unroll4j.interop.safetensors;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;

/** The element types that are read and written. */
public enum ElementType {
  /** 32 bits; FLOAT in ND4J. */
  F32(4, DataType.FLOAT),
  /** 64 bits; DOUBLE in ND4J. */
  F64(8, DataType.DOUBLE),
  /** 16 bits, IEEE 754 binary16; read as FLOAT, which holds every value of it. */
  F16(2, DataType.FLOAT),
  /** 16 bits, the upper half of F32; read as FLOAT, which holds every value of it. */
  BF16(2, DataType.FLOAT);

  /** Bytes per element of the types that a file may hold although they are not read here. */
  private static final Map<String, Integer> NOT_READ =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E8M0", 1),
          Map.entry("U16", 2),
          Map.entry("I16", 2),
          Map.entry("U32", 4),
          Map.entry("I32", 4),
          Map.entry("U64", 8),
          Map.entry("I64", 8),
          Map.entry("C64", 8));

  private final int bytes;
  private final DataType arrayType;

  ElementType(int bytes, DataType arrayType) {
    this.bytes = bytes;
    this.arrayType = arrayType;
  }

  /** Bytes per element. */
  public int bytes() {
    return bytes;
  }

  /** The type of the arrays that it is read into. */
  public DataType arrayType() {
    return arrayType;
  }

  /** The type of that name; empty for one that is not read. */
  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Bytes per element of a type by its name, also of those that are not read. */
  static Optional<Integer> bytesOf(String name) {
    return named(name).map(ElementType::bytes).or(() -> Optional.ofNullable(NOT_READ.get(name)));
  }

  /** The names of all types, for messages. */
  static String names() {
    return Stream.concat(Arrays.stream(values()).map(Enum::name), NOT_READ.keySet().stream())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** The type that holds ND4J's type exactly. */
  static ElementType of(String name, DataType type) {
    return switch (type) {
      case FLOAT -> F32;
      case DOUBLE -> F64;
      default ->
          throw new IllegalArgumentException(
              "Safetensors.write: '%s' must be of type FLOAT or DOUBLE, but is %s; cast it first."
                  .formatted(name, type));
    };
  }
}
