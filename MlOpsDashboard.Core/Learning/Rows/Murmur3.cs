using System.Buffers.Binary;
using System.Numerics;

namespace MlOpsDashboard.Core.Learning.Rows;

/// <summary>MurmurHash3 for x86, 32 bits, with the seed 0 (Austin Appleby, public domain): the same on every machine. Not for secrets.</summary>
internal static class Murmur3
{
    private const uint C1 = 0xCC9E2D51;
    private const uint C2 = 0x1B873593;

    /// <summary>The hash.</summary>
    /// <param name="bytes">What is hashed.</param>
    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        uint hash = 0;
        ReadOnlySpan<byte> rest = bytes;
        for (; rest.Length >= 4; rest = rest[4..])
        {
            hash ^= Mixed(BinaryPrimitives.ReadUInt32LittleEndian(rest));
            hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xE6546B64;
        }

        uint tail = 0;
        for (int i = rest.Length - 1; i >= 0; i--)
        {
            tail = (tail << 8) | rest[i];
        }

        hash ^= rest.IsEmpty ? 0 : Mixed(tail);
        hash ^= (uint)bytes.Length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    private static uint Mixed(uint block) => BitOperations.RotateLeft(block * C1, 15) * C2;
}
