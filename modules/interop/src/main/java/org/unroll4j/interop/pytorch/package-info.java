/**
 * PyTorch's names and layouts of recurrent weights. Source: the documentation of {@code
 * torch.nn.RNN}, {@code LSTM} and {@code GRU}, section "Variables".
 */
package org.unroll4j.interop.pytorch;
