/**
 * Graphs in the ONNX format: recurrent stacks and networks written, recurrent nodes read. Source:
 * the operators LSTM, GRU and RNN in onnx/onnx, docs/Operators.md, version 14.
 */
package org.unroll4j.interop.onnx;
