namespace Sync.Tests.Devices.Alpaca;

/// <summary>What a server answers, member by member: one reply after the other, and the last of them from then on.</summary>
internal sealed class AlpacaScript
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<AlpacaReply>> replies = [];

    /// <summary>Members as "camerastate", orders as "PUT startexposure".</summary>
    public AlpacaScript With(string member, params AlpacaReply[] then)
    {
        lock (gate)
            replies[member] = new(then);
        return this;
    }

    public AlpacaScript With(string member, params object[] values) => With(member, [.. values.Select(AlpacaReply.Value)]);

    public AlpacaReply Answer(AlpacaAsked asked) =>
        Find(asked) ?? (asked.Method == "PUT" ? AlpacaReply.Done : AlpacaReply.Refusal(0x400, $"{asked.Member} is not implemented"));

    /// <returns>null where it says nothing</returns>
    public AlpacaReply? Find(AlpacaAsked asked)
    {
        lock (gate)
        {
            if (!replies.TryGetValue(asked.Method == "GET" ? asked.Member : $"PUT {asked.Member}", out var queue))
                return null;
            return queue.Count > 1 ? queue.Dequeue() : queue.Peek();
        }
    }

    /// <summary>A device that is connected.</summary>
    public static AlpacaScript Connected() => new AlpacaScript().With("interfaceversion", 3).With("connected", true);

    /// <summary>A camera of 6 by 4 pixels that has just been exposed.</summary>
    public static AlpacaScript Camera() => Connected()
        .With("cameraxsize", 6).With("cameraysize", 4).With("pixelsizex", 3.76).With("name", "Small one")
        .With("numx", 6).With("numy", 4).With("startx", 0).With("starty", 0).With("binx", 1).With("biny", 1)
        .With("canabortexposure", true).With("camerastate", 0).With("imageready", true);
}
