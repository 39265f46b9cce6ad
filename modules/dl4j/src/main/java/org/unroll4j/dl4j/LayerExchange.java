package org.unroll4j.dl4j;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;

/** Layer configurations of the one implementation for those of the other, settings included. */
@SuppressWarnings("deprecation")
enum LayerExchange {
  /** Deeplearning4j's recurrent layers become ours. */
  TO_UNROLL {
    @Override
    BaseRecurrentLayer counterpart(BaseRecurrentLayer layer) {
      if (layer.getClass() == LSTM.class) {
        return lstm((LSTM) layer, new UnrollLstm.Builder());
      }
      if (layer.getClass() == GravesLSTM.class) {
        return lstm((GravesLSTM) layer, new UnrollLstm.Builder().peepholes());
      }
      if (layer.getClass() == SimpleRnn.class) {
        return new UnrollRnn.Builder().activation(layer.getActivationFn()).build();
      }
      if (layer instanceof UnrollLayer) {
        return layer;
      }
      throw new IllegalArgumentException(
          "Dl4jNetworks: %s has no counterpart among Unroll4J's layers; LSTM, GravesLSTM and"
                  .formatted(layer.getClass().getSimpleName())
              + " SimpleRnn have.");
    }

    private UnrollLstm lstm(AbstractLSTM theirs, UnrollLstm.Builder builder) {
      UnrollLstm ours = builder.activation(theirs.getActivationFn()).build();
      ours.setForgetGateBiasInit(theirs.getForgetGateBiasInit());
      return ours;
    }

    @Override
    RnnOutputLayer head(RnnOutputLayer layer) {
      return layer.getClass() == RnnOutputLayer.class ? UnrollRnnOutput.of(layer) : layer;
    }

    @Override
    EmbeddingSequenceLayer embedding(EmbeddingSequenceLayer layer) {
      return layer.getClass() == EmbeddingSequenceLayer.class ? UnrollEmbedding.of(layer) : layer;
    }

    @Override
    GraphVertex merge(GraphVertex vertex) {
      return vertex.getClass() == MergeVertex.class ? UnrollMerge.of((MergeVertex) vertex) : vertex;
    }
  },

  /** Our recurrent layers become Deeplearning4j's. */
  TO_DL4J {
    @Override
    BaseRecurrentLayer counterpart(BaseRecurrentLayer layer) {
      if (layer instanceof UnrollLstm ours && ours.getProjectedFrom() == 0) {
        AbstractLSTM theirs =
            ours.isPeepholes()
                ? new GravesLSTM.Builder().activation(ours.getActivationFn()).build()
                : new LSTM.Builder().activation(ours.getActivationFn()).build();
        theirs.setForgetGateBiasInit(ours.getForgetGateBiasInit());
        return theirs;
      }
      if (layer instanceof UnrollRnn ours) {
        return new SimpleRnn.Builder().activation(ours.getActivationFn()).build();
      }
      if (layer instanceof UnrollLayer ours) {
        throw new IllegalArgumentException(
            "Dl4jNetworks: %s%s has no counterpart among Deeplearning4j's layers; UnrollLstm (also with"
                    .formatted(
                        ours.getClass().getSimpleName(),
                        ours instanceof UnrollLstm ? " with a projection" : "")
                + " peepholes) and UnrollRnn have.");
      }
      return layer;
    }

    @Override
    RnnOutputLayer head(RnnOutputLayer layer) {
      return layer instanceof UnrollRnnOutput ours ? ours.plain() : layer;
    }

    @Override
    EmbeddingSequenceLayer embedding(EmbeddingSequenceLayer layer) {
      return layer instanceof UnrollEmbedding ours ? ours.plain() : layer;
    }

    @Override
    GraphVertex merge(GraphVertex vertex) {
      return vertex instanceof UnrollMerge ours ? ours.plain() : vertex;
    }
  };

  abstract BaseRecurrentLayer counterpart(BaseRecurrentLayer layer);

  /** The output layer's counterpart; the layer itself if it has none. */
  abstract RnnOutputLayer head(RnnOutputLayer layer);

  /** The embedding's counterpart; the layer itself if it has none. */
  abstract EmbeddingSequenceLayer embedding(EmbeddingSequenceLayer layer);

  /** The counterpart of a vertex that merges; any other vertex itself. */
  abstract GraphVertex merge(GraphVertex vertex);

  /** The layer's counterpart, also inside wrappers; the layer itself if it has none. */
  Layer exchange(Layer layer) {
    if (layer instanceof Bidirectional both) {
      Bidirectional copy = (Bidirectional) both.clone();
      copy.setFwd(exchange(both.getFwd()));
      copy.setBwd(exchange(both.getBwd()));
      copy.setInitializer(null);
      return copy;
    }
    if (layer instanceof BaseWrapperLayer wrapper) {
      BaseWrapperLayer copy = (BaseWrapperLayer) wrapper.clone();
      copy.setUnderlying(exchange(wrapper.getUnderlying()));
      return copy;
    }
    if (layer instanceof BaseRecurrentLayer recurrent) {
      BaseRecurrentLayer counterpart = counterpart(recurrent);
      if (counterpart.getClass() != recurrent.getClass()) {
        copySettings(recurrent, counterpart);
      }
      return counterpart;
    }
    if (layer instanceof EmbeddingSequenceLayer embedding) {
      return embedding(embedding);
    }
    return layer instanceof RnnOutputLayer output ? head(output) : layer;
  }

  private static void copySettings(BaseRecurrentLayer from, BaseRecurrentLayer to) {
    LayerSettings.copy(from, to);
    to.setRnnDataFormat(from.getRnnDataFormat());
    to.setWeightInitFnRecurrent(from.getWeightInitFnRecurrent());
  }
}
