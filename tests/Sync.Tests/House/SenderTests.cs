using System.Runtime.CompilerServices;
using Sync.Contracts;

namespace Sync.Tests.House;

public class SenderTests
{
    private static readonly string[] Endpoints = [Addresses.Night, Addresses.Round, Addresses.Frames, Addresses.Fleet, Addresses.Checks, Addresses.Requests, Addresses.Event, Addresses.Operator, Addresses.Dither, Addresses.Grader, Addresses.Camera("esprit")];

    [Fact]
    public void Every_message_has_one_who_may_say_it() =>
        Findings.None(AddresseeTests.Messages().Where(m => Senders.Of(Blank(m)) is null).Select(m => $"{m.Name} has no sender in Senders.Of"));

    [Fact]
    public void No_camera_names_a_camera_other_than_itself() =>
        Findings.None(AddresseeTests.Messages().Where(m => m.GetProperty("Camera") is not null).Select(Blank)
            .Where(m => Senders.Of(m) is not (Senders.Scheduler or Senders.Grader or Senders.Dither or "camera-esprit"))
            .Select(m => $"{m.GetType().Name} names a camera and may be said by {Senders.Of(m)}"));

    [Fact]
    public void Every_sender_may_speak_to_somebody_and_agents_speak_to_the_scheduler_alone()
    {
        var heard = Endpoints.SelectMany(e => Senders.To(e, ["esprit", "redcat"]).Select(s => (Sender: s, Endpoint: e))).ToLookup(x => x.Sender, x => x.Endpoint);
        Assert.All(AddresseeTests.Messages().Select(m => Senders.Of(Blank(m))!).Distinct(), s => Assert.NotEmpty(heard[s]));
        Assert.All(heard[Senders.Camera("redcat")], e => Assert.StartsWith("scheduler-", e));
        Assert.Equal([Senders.Scheduler], Senders.To(Addresses.Dither, ["esprit"]));
        Assert.Equal([Senders.Scheduler, Senders.Dither], Senders.To(Addresses.Camera("esprit"), ["esprit", "redcat"]));
    }

    /// <summary>Nothing but whose it is.</summary>
    private static object Blank(Type message)
    {
        var blank = RuntimeHelpers.GetUninitializedObject(message);
        message.GetProperty("Camera")?.SetValue(blank, "esprit");
        message.GetProperty("From")?.SetValue(blank, Senders.Dither);
        return blank;
    }
}
