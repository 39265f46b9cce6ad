package org.unroll4j.interop.safetensors;

import static org.unroll4j.interop.WeightFileException.quote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll4j.interop.WeightFileException;

/** Reads the JSON of a header, entry by entry, without making a tree of it. */
final class HeaderReader {

  static final String METADATA = "__metadata__";

  /** More than ND4J's arrays can have. */
  private static final int LARGEST_RANK = 32;

  private static final JsonFactory JSON =
      ((JsonFactoryBuilder) JsonFactory.builder())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(3)
                  .maxNumberLength(20)
                  .maxNameLength(Safetensors.LONGEST_NAME)
                  .maxStringLength(Safetensors.LARGEST_HEADER)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final Path file;
  private final JsonParser parser;
  private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private HeaderReader(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** What a header says; the offsets are not looked at beyond being numbers. */
  static Header read(Path file, String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      HeaderReader reader = new HeaderReader(file, parser);
      reader.all();
      return new Header(reader.tensors, reader.metadata);
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new WeightFileException(
          file, "has a header that is not JSON as it should be: " + quote(reason) + ".", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void all() throws IOException {
    parser.nextToken();
    expect(JsonToken.START_OBJECT, "the header");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (METADATA.equals(name)) {
        readMetadata();
      } else {
        tensors.put(name, tensor(name));
      }
    }
    if (parser.nextToken() != null) {
      throw new WeightFileException(file, "has something behind the end of its header's JSON.");
    }
  }

  private void readMetadata() throws IOException {
    expect(JsonToken.START_OBJECT, METADATA);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      expect(JsonToken.VALUE_STRING, METADATA + "." + key);
      metadata.put(key, parser.getText());
    }
  }

  private TensorInfo tensor(String name) throws IOException {
    expect(JsonToken.START_OBJECT, name);
    String type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "dtype" -> {
          expect(JsonToken.VALUE_STRING, name + ".dtype");
          type = parser.getText();
        }
        case "shape" -> shape = numbers(name + ".shape", LARGEST_RANK);
        case "data_offsets" -> offsets = numbers(name + ".data_offsets", 2);
        default ->
            throw new WeightFileException(
                file, "says something unknown about %s: %s.".formatted(quote(name), quote(key)));
      }
    }
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw new WeightFileException(
          file,
          "must say dtype, shape and two data_offsets of %s, but does not.".formatted(quote(name)));
    }
    return new TensorInfo(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private List<Long> numbers(String what, int most) throws IOException {
    expect(JsonToken.START_ARRAY, what);
    List<Long> numbers = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(JsonToken.VALUE_NUMBER_INT, what);
      long number = parser.getLongValue();
      if (number < 0 || numbers.size() == most) {
        throw new WeightFileException(
            file,
            "must have at most %d numbers from 0 on in %s, but does not."
                .formatted(most, quote(what)));
      }
      numbers.add(number);
    }
    return numbers;
  }

  private void expect(JsonToken expected, String what) {
    if (parser.currentToken() != expected) {
      throw new WeightFileException(
          file,
          "has a header in which %s is %s instead of %s."
              .formatted(quote(what), kind(parser.currentToken()), kind(expected)));
    }
  }

  private static String kind(JsonToken token) {
    if (token == null) {
      return "missing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a fraction";
      default -> "something else";
    };
  }
}
