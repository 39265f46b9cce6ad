package org.unroll4j.vector;

import org.junit.jupiter.api.Nested;
import org.nd4j.linalg.api.buffer.DataType;
import org.unroll4j.core.engine.EngineAgreementContract;

/** The same numbers as the reference engine, on the Vector API and in plain loops. */
class VectorEngineAgreementTest {

  @Nested
  class OnTheVectorApi extends EngineAgreementContract {
    OnTheVectorApi() {
      super(new VectorEngine(true), DataType.FLOAT);
    }
  }

  @Nested
  class InPlainLoops extends EngineAgreementContract {
    InPlainLoops() {
      super(new VectorEngine(false), DataType.FLOAT);
    }
  }
}
