import {
  Bool,
  DataType,
  Field,
  FixedSizeList,
  List,
  Map_,
  MessageReader,
  RecordBatchReader,
  Schema,
  Struct,
  Table,
  tableToIPC,
} from 'apache-arrow';

const extensionKey = 'ARROW:extension:name';

/** Length of the mark at the end of an IPC stream. */
const endMark = 8;

function mendedType(type: DataType): DataType {
  const children = ((type.children ?? []) as Field[]).map(mendedField);
  const [child] = children;
  if (!child) return type;
  if (DataType.isList(type)) return new List(child);
  if (DataType.isFixedSizeList(type)) return new FixedSizeList(type.listSize, child);
  if (DataType.isStruct(type)) return new Struct(children);
  if (DataType.isMap(type))
    return new Map_(child as Field<Struct<{ key: DataType; value: DataType }>>, type.keysSorted);
  return type;
}

function mendedField(field: Field): Field {
  if (field.metadata.get(extensionKey) === 'arrow.bool8')
    return new Field(field.name, new Bool(), field.nullable);
  return new Field(field.name, mendedType(field.type as DataType), field.nullable, field.metadata);
}

/**
 * The schema message of a stream, with booleans named as what they are. The engine announces them as bool8 (a byte each) and sends bits: the
 * batches that follow stay as they are, since both have the same two buffers.
 */
export function mendedSchemaMessage(header: Uint8Array): Uint8Array {
  const { schema } = RecordBatchReader.from(header).open();
  const mended = new Schema(schema.fields.map(mendedField), schema.metadata);
  const empty = tableToIPC(new Table(mended, []), 'stream');
  return empty.subarray(0, empty.length - endMark);
}

/** How many rows a piece of a stream brings: the batches' own counts, without reading the rows. */
export function rowsIn(piece: Uint8Array): number {
  let rows = 0;
  const reader = new MessageReader(piece);
  for (const message of reader) {
    if (message.isRecordBatch()) rows += message.header().length;
    reader.readMessageBody(message.bodyLength);
  }
  return rows;
}
