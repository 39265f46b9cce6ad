/**
 * The safetensors format: named arrays in one file, and nothing that could run. Source: the
 * format's description in huggingface/safetensors, README, section "Format".
 */
package org.unroll4j.interop.safetensors;
