package org.unroll4j.vector;

import org.junit.jupiter.api.Nested;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.core.engine.EngineContract;

/** What must hold for every engine, on the Vector API and in plain loops. */
class VectorEngineContractTest {

  @Nested
  class OnTheVectorApi extends EngineContract {
    OnTheVectorApi() {
      super(new VectorEngine(true), DataType.FLOAT);
    }
  }

  @Nested
  class InPlainLoops extends EngineContract {
    InPlainLoops() {
      super(new VectorEngine(false), DataType.FLOAT);
    }
  }
}
