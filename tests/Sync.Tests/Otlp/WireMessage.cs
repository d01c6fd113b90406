using System.Buffers.Binary;
using System.Text;

namespace Sync.Tests.Otlp;

/// <summary>
/// A message of Protocol Buffers as it is on the wire: numbered fields, whose meaning the reader knows
/// (https://protobuf.dev/programming-guides/encoding).
/// </summary>
internal sealed class WireMessage
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> fields = [];

    /// <exception cref="InvalidDataException">the bytes are no message</exception>
    public WireMessage(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var key = Varint(ref bytes);
            fields.Add((key & 7) switch
            {
                0 => ((int)(key >> 3), Varint(ref bytes), default),
                1 => ((int)(key >> 3), BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8).Span), default),
                2 => ((int)(key >> 3), 0, Take(ref bytes, Varint(ref bytes))),
                5 => ((int)(key >> 3), BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4).Span), default),
                var type => throw new InvalidDataException($"A field of wire type {type}; allowed are 0, 1, 2 and 5."),
            });
        }
    }

    public bool Has(int number) => fields.Exists(f => f.Number == number);

    /// <summary>The messages of a repeated field.</summary>
    public IEnumerable<WireMessage> All(int number) => fields.Where(f => f.Number == number).Select(f => new WireMessage(f.Bytes));

    /// <summary>Empty where there is none.</summary>
    public WireMessage One(int number) => new(Bytes(number));

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    /// <summary>Lower case digits; empty where there is none.</summary>
    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number).Span);

    public ulong Number(int number) => fields.LastOrDefault(f => f.Number == number).Value;

    public double Double(int number) => BitConverter.UInt64BitsToDouble(Number(number));

    /// <param name="number">of nanoseconds since 1970</param>
    public DateTimeOffset Instant(int number) => DateTimeOffset.UnixEpoch.AddTicks((long)(Number(number) / 100));

    public ReadOnlyMemory<byte> Bytes(int number) => fields.LastOrDefault(f => f.Number == number).Bytes;

    private static ulong Varint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref bytes, 1).Span[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException("A number of more than 64 bits.");
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, ulong count)
    {
        if (count > (ulong)bytes.Length)
            throw new InvalidDataException($"{count} bytes are wanted where {bytes.Length} are left.");
        var taken = bytes[..(int)count];
        bytes = bytes[(int)count..];
        return taken;
    }
}
