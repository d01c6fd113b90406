using System.Security.Cryptography;
using System.Text;

namespace Sync.Scheduler.Catalogue;

/// <summary>Ids that come out the same each time for the same thing.</summary>
internal static class StableId
{
    /// <summary>The first half of a SHA-256 of the words, marked as a version 8 UUID (RFC 9562).</summary>
    public static Guid Of(params ReadOnlySpan<string> words)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words)))[..16];
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
