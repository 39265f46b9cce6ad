package org.unroll4j.interop.files;

/** What a network can be written as. */
public enum NetworkFormat {
  /** A graph that ONNX Runtime and others compute. */
  ONNX("onnx"),
  /** Its weights by PyTorch's names. */
  SAFETENSORS("safetensors"),
  /** A saved network with Deeplearning4j's own layers. */
  DL4J("zip");

  private final String extension;

  NetworkFormat(String extension) {
    this.extension = extension;
  }

  /** How names of such files end, without the dot. */
  public String extension() {
    return extension;
  }
}
