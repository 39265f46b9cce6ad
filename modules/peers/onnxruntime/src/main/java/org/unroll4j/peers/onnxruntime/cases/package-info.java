/** How ONNX Runtime answers the cases of the equivalence matrix. */
package org.unroll4j.peers.onnxruntime.cases;
