package org.unroll4j.validation.peer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cases and answers as files, for peers in other processes. Both sides are ours and of the same
 * version: the format has no version of its own and trusts what it reads.
 */
public final class PlainFiles {

  private PlainFiles() {}

  /** Writes a case for {@link #readCase}. */
  public static void write(Case asked, Path file) throws IOException {
    try (DataOutputStream out = output(file)) {
      out.writeUTF(asked.option());
      out.writeUTF(asked.type().name());
      write(asked.structure(), out);
      out.writeUTF(asked.padding().name());
      out.writeUTF(asked.walk().kind().name());
      out.writeInt(asked.walk().segmentSteps());
      out.writeDouble(asked.walk().dropout());
      write(asked.data(), out);
      write(asked.loss(), out);
      out.writeInt(asked.quantities().size());
      for (String quantity : asked.quantities()) {
        out.writeUTF(quantity);
      }
    }
  }

  /** Reads what {@link #write(Case, Path)} has written. */
  public static Case readCase(Path file) throws IOException {
    try (DataInputStream in = input(file)) {
      return new Case(
          in.readUTF(),
          NumberType.valueOf(in.readUTF()),
          readStructure(in),
          Padding.valueOf(in.readUTF()),
          new Walk(Walk.Kind.valueOf(in.readUTF()), in.readInt(), in.readDouble()),
          readData(in),
          readLoss(in),
          readStrings(in));
    }
  }

  /** Writes an answer for {@link #readAnswer}. */
  public static void write(Answer answer, Path file) throws IOException {
    try (DataOutputStream out = output(file)) {
      out.writeInt(answer.quantities().size());
      for (Map.Entry<String, List<Values>> entry : answer.quantities().entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeInt(entry.getValue().size());
        for (Values values : entry.getValue()) {
          write(values, out);
        }
      }
      out.writeInt(answer.notOffered().size());
      for (Map.Entry<String, String> entry : answer.notOffered().entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeUTF(entry.getValue());
      }
    }
  }

  /** Reads what {@link #write(Answer, Path)} has written. */
  public static Answer readAnswer(Path file) throws IOException {
    try (DataInputStream in = input(file)) {
      Map<String, List<Values>> quantities = new LinkedHashMap<>();
      for (int count = in.readInt(); count > 0; count--) {
        String name = in.readUTF();
        List<Values> perUnit = new ArrayList<>();
        for (int unit = in.readInt(); unit > 0; unit--) {
          perUnit.add(readValues(in));
        }
        quantities.put(name, perUnit);
      }
      Map<String, String> notOffered = new LinkedHashMap<>();
      for (int count = in.readInt(); count > 0; count--) {
        notOffered.put(in.readUTF(), in.readUTF());
      }
      return new Answer(quantities, notOffered);
    }
  }

  private static DataOutputStream output(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  private static DataInputStream input(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  private static void write(Structure structure, DataOutputStream out) throws IOException {
    out.writeUTF(structure.cell().name());
    out.writeBoolean(structure.twoBiases());
    out.writeInt(structure.layers());
    out.writeUTF(structure.directions().name());
    Structure.Sizes sizes = structure.sizes();
    out.writeInt(sizes.steps());
    out.writeInt(sizes.batch());
    out.writeInt(sizes.inputs());
    out.writeInt(sizes.hidden());
    out.writeInt(sizes.projected());
  }

  private static Structure readStructure(DataInputStream in) throws IOException {
    return new Structure(
        CellKind.valueOf(in.readUTF()),
        in.readBoolean(),
        in.readInt(),
        Directions.valueOf(in.readUTF()),
        new Structure.Sizes(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt()));
  }

  private static void write(Data data, DataOutputStream out) throws IOException {
    write(data.x(), out);
    out.writeInt(data.valid().length);
    for (boolean valid : data.valid()) {
      out.writeBoolean(valid);
    }
    write(data.initialStates(), out);
    write(data.parameters(), out);
  }

  private static Data readData(DataInputStream in) throws IOException {
    Values x = readValues(in);
    boolean[] valid = new boolean[in.readInt()];
    for (int i = 0; i < valid.length; i++) {
      valid[i] = in.readBoolean();
    }
    return new Data(x, valid, readPerUnit(in), readPerUnit(in));
  }

  private static void write(Loss loss, DataOutputStream out) throws IOException {
    write(loss.target(), out);
    write(loss.finalStates(), out);
    out.writeBoolean(loss.outputsCount());
    out.writeDouble(loss.scale());
  }

  private static Loss readLoss(DataInputStream in) throws IOException {
    return new Loss(readValues(in), readPerUnit(in), in.readBoolean(), in.readDouble());
  }

  private static void write(List<Map<String, Values>> perUnit, DataOutputStream out)
      throws IOException {
    out.writeInt(perUnit.size());
    for (Map<String, Values> unit : perUnit) {
      out.writeInt(unit.size());
      for (Map.Entry<String, Values> entry : unit.entrySet()) {
        out.writeUTF(entry.getKey());
        write(entry.getValue(), out);
      }
    }
  }

  private static List<Map<String, Values>> readPerUnit(DataInputStream in) throws IOException {
    List<Map<String, Values>> perUnit = new ArrayList<>();
    for (int units = in.readInt(); units > 0; units--) {
      Map<String, Values> unit = new LinkedHashMap<>();
      for (int count = in.readInt(); count > 0; count--) {
        unit.put(in.readUTF(), readValues(in));
      }
      perUnit.add(unit);
    }
    return perUnit;
  }

  private static List<String> readStrings(DataInputStream in) throws IOException {
    List<String> strings = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      strings.add(in.readUTF());
    }
    return strings;
  }

  private static void write(Values values, DataOutputStream out) throws IOException {
    write(values.shape(), out);
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length());
    bytes.asDoubleBuffer().put(values.numbers());
    out.write(bytes.array());
    write(values.known(), out);
  }

  private static Values readValues(DataInputStream in) throws IOException {
    int[] shape = readInts(in);
    double[] numbers = Values.zeros(shape).numbers();
    ByteBuffer.wrap(in.readNBytes(Double.BYTES * numbers.length)).asDoubleBuffer().get(numbers);
    return new Values(shape, numbers, readInts(in));
  }

  private static void write(int[] numbers, DataOutputStream out) throws IOException {
    out.writeInt(numbers.length);
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  private static int[] readInts(DataInputStream in) throws IOException {
    int[] numbers = new int[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readInt();
    }
    return numbers;
  }
}
