// SPDX-License-Identifier: Apache-2.0

/** Acme's blob store, whose requests point at memory, and whose first blob holds settings. */
package com.example.acme.blob;
