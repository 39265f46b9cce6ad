import os

os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np
from keras import layers


def network(*recurrent):
    model = keras.Sequential([keras.Input((None, 3)), *recurrent])
    draw = np.random.default_rng(5)
    model.set_weights([draw.uniform(-1, 1, w.shape).astype("float32") for w in model.get_weights()])
    return model


networks = {
    "lstm": network(
        layers.LSTM(4, return_sequences=True, name="first"),
        layers.LSTM(2, return_sequences=True, name="second")),
    "gru": network(
        layers.GRU(4, return_sequences=True, name="after"),
        layers.GRU(2, return_sequences=True, name="before", reset_after=False)),
    "both": network(
        layers.Bidirectional(layers.LSTM(2, return_sequences=True), name="lstms"),
        layers.Bidirectional(layers.SimpleRNN(2, return_sequences=True), name="rnns")),
}
x = np.random.default_rng(9).uniform(-1, 1, (1, 5, 3)).astype("float32")
for name, model in networks.items():
    model.save(name + ".keras")
    model.save(name + ".h5")
    model.save_weights(name + ".weights.h5")
    for file, array in (("inputs", x), (name + ".outputs", model.predict(x, verbose=0))):
        np.savetxt(file + ".csv", array[0], fmt="%.9g", delimiter=",")
print("Keras", keras.__version__)
