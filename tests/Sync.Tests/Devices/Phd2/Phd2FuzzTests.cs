using System.Text;
using Sync.Devices.Phd2;

namespace Sync.Tests.Devices.Phd2;

/// <summary>Recorded sessions, spoilt by thousands: each line is a message, if only garbage.</summary>
public sealed class Phd2FuzzTests
{
    private const int Rounds = 3000;
    private const int LinesOfEach = 60;

    [Fact]
    public void Spoilt_sessions_are_messages_or_garbage_and_break_nothing()
    {
        var sessions = new[] { "01-connect", "03-guide-calibrate-settle", "04-dither-5px-settled", "09-star-lost-recovered", "13-calibration-failed", "22-stop-disconnect-shutdown" }
            .Select(s => Encoding.UTF8.GetBytes(string.Join("\r\n", Phd2Session.Said(s).Take(LinesOfEach)) + "\r\n")).ToList();
        var mutations = new Mutations(19);
        var (understood, garbage) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var picture = Phd2Picture.Nothing;
            var from = GC.GetAllocatedBytesForCurrentThread();
            var lines = new Phd2Lines(line =>
            {
                var message = Phd2Reading.Read(line);
                picture = picture.After(message);
                _ = message is Phd2Garbage ? garbage++ : understood++;
            });
            foreach (var piece in mutations.Of(sessions[round % sessions.Count]).Chunk(1 + mutations.Next(8000)))
                lines.Feed(piece);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - from, 0, 16 << 20);
        }
        Assert.InRange(garbage, Rounds / 2, Rounds * LinesOfEach);
        Assert.InRange(understood, Rounds * 10, Rounds * LinesOfEach * 2);
    }
}
