using System.Text;
using Sync.Devices;
using Sync.Devices.Indi;

namespace Sync.Tests.Devices.Indi;

/// <summary>Recorded sessions, spoilt by thousands: what comes of them is elements, or an error that is known, and no more memory than there are bytes for.</summary>
public sealed class IndiFuzzTests
{
    private const int Rounds = 2000;
    private const long MostBytes = 64 << 20;
    private int refused;
    private int frames;
    private int changes;

    [Fact]
    public void Spoilt_sessions_are_understood_or_refused()
    {
        var sessions = new[] { "camera-exposures", "camera-plug", "mount", "wheel", "light-panel" }.Select(Said).ToList();
        var mutations = new Mutations(17);
        for (var round = 0; round < Rounds; round++)
            Hear(mutations.Of(sessions[round % sessions.Count]), mutations);
        Assert.InRange(refused, Rounds / 20, Rounds);
        Assert.InRange(changes, Rounds, int.MaxValue);
        Assert.InRange(frames, 10, Rounds);
    }

    [Fact]
    public void Spoilt_frames_are_pictures_or_refused()
    {
        var whole = CameraScript.Fits(64, 48, [.. Enumerable.Range(0, 64 * 48).Select(i => (ushort)i)]);
        var mutations = new Mutations(18);
        for (var round = 0; round < Rounds; round++)
            Look(new IndiBlob(".fits", mutations.Of(whole)));
        Assert.InRange(frames, Rounds / 20, Rounds - 1);
    }

    private void Hear(byte[] bytes, Mutations mutations)
    {
        var store = new IndiStore("Camera A");
        var from = GC.GetAllocatedBytesForCurrentThread();
        var parser = new IndiParser(e => See(store.Apply(e)));
        try
        {
            for (var at = 0; at < bytes.Length;)
            {
                var piece = Math.Min(1 + mutations.Next(8000), bytes.Length - at);
                parser.Feed(bytes.AsSpan(at, piece));
                at += piece;
            }
        }
        catch (IndiProtocolException e)
        {
            Assert.NotEmpty(e.Message);
            refused++;
        }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - from, 0, MostBytes);
    }

    private void See(IndiChange? change)
    {
        if (change is null)
            return;
        changes++;
        Assert.NotNull(change.DriverIsGone.ToString());
        foreach (var member in change.Vector?.Values.Keys ?? [])
        {
            if (IndiNumber.TryParse(change.Vector!.Values[member], out var number))
                Assert.True(double.IsFinite(number));
        }
        if (change.Vector?.Blob is { } blob)
            Look(blob);
    }

    private void Look(IndiBlob blob)
    {
        try
        {
            var image = IndiFrame.Read("Camera A", blob, (64, 48));
            Assert.Equal(image.Width * image.Height, image.Pixels.Length);
            frames++;
        }
        catch (DeviceException e)
        {
            Assert.StartsWith("Camera A: sent a frame", e.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Said(string session) => Encoding.UTF8.GetBytes(string.Concat(RecordedExchange.Session(session).SelectMany(e => e.Replies)));
}
