import { z } from 'zod';

/** What a reading may do besides returning a value. */
export interface Reading {
  /** Refuses what can be read in two ways; the path is that of the input below the value. */
  readonly refuse: (path: string, message: string) => void;
  /** The value of a JSON text; `undefined` for any other text, and beyond what a call may have. */
  readonly parse: (text: string) => unknown;
}

/** In which other forms models write a value, where its type alone does not tell. */
export interface WrittenForm {
  /** Returns the value in the schema's own form, or whatever it cannot read as it is. */
  readonly read?: (written: unknown, reading: Reading) => unknown;
  /** The items of a list that was written as one text; `undefined` if it is one item. */
  readonly split?: (text: string) => readonly string[] | undefined;
  /** How it is written, for errors. */
  readonly example?: unknown;
  /**
   * What is published of an object that would be too long: some of its members, or that it is a
   * text. All of it is read, for models that know it from another tool or from Google.
   */
  readonly published?: readonly string[] | 'text';
}

/** The further forms of schemas; those without one are read by their type. */
export const writtenForms = z.registry<WrittenForm>();
