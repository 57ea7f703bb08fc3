// SPDX-License-Identifier: Apache-2.0

/** Acme's test pattern, as a vendor's module for fwctl. */
package com.example.acme;
