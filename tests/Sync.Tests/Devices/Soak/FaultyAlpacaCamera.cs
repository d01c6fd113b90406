using System.Globalization;
using Sync.Devices.Alpaca;
using Sync.Tests.Devices.Alpaca;

namespace Sync.Tests.Devices.Soak;

/// <summary>A camera behind an Alpaca server of which one answer in many is none: refused, cut, silent, garbage, or half; and it is unplugged now and then.</summary>
internal sealed class FaultyAlpacaCamera
{
    public const int Width = 160;
    public const int Height = 120;
    private const int OneIn = 250;
    private static readonly byte[] Frame = ImageBytes.Frame(AlpacaElement.UInt16, Width, Height, (x, y, _) => x + y);
    private readonly Lock gate = new();
    private readonly Random random = new(7);
    private readonly TimeProvider time;
    private readonly Dictionary<string, object> values = new()
    {
        ["interfaceversion"] = 3, ["cameraxsize"] = Width, ["cameraysize"] = Height, ["pixelsizex"] = 3.76, ["name"] = "Faulty", ["canabortexposure"] = true,
        ["cansetccdtemperature"] = true, ["ccdtemperature"] = -10, ["numx"] = Width, ["numy"] = Height, ["startx"] = 0, ["starty"] = 0, ["binx"] = 1, ["biny"] = 1,
    };

    private bool connected;
    private bool exposed;
    private DateTimeOffset due = DateTimeOffset.MinValue;

    public FaultyAlpacaCamera(TimeProvider time)
    {
        this.time = time;
        Server = new AlpacaServer(Answer) { Remembers = false };
    }

    public AlpacaServer Server { get; }

    /// <summary>Answers that were none.</summary>
    public int Faults { get; private set; }

    private bool Exposes => time.GetUtcNow() < due;

    private AlpacaReply Answer(AlpacaAsked asked)
    {
        lock (gate)
            return random.Next(OneIn) == 0 ? Fault(asked) : Reply(asked);
    }

    private AlpacaReply Fault(AlpacaAsked asked)
    {
        Faults++;
        switch (random.Next(8))
        {
            case 0: return AlpacaReply.Refusal(0x500, "The USB cable is loose");
            case 1: return AlpacaReply.Silence;
            case 2: return AlpacaReply.Json("<html>", 200);
            case 3: return AlpacaReply.Json("\"out of order\"", 500);
            case 4: return AlpacaReply.Value("what?");
            case 5: return AlpacaReply.Image(Frame[..4000]) with { Claims = Frame.Length, Breaks = true };
            case 6:
                (connected, due) = (false, DateTimeOffset.MinValue);
                return Reply(asked);
            default: return AlpacaReply.Cut;
        }
    }

    private AlpacaReply Reply(AlpacaAsked asked)
    {
        if (!connected && asked.Member is not ("connected" or "interfaceversion"))
            return AlpacaReply.Refusal(0x407, $"{asked.Member} needs a connected camera");
        return asked.Method == "PUT" ? Put(asked) : asked.Member switch
        {
            "connected" => AlpacaReply.Value(connected),
            "camerastate" => AlpacaReply.Value(Exposes ? 2 : 0),
            "imageready" => AlpacaReply.Value(exposed && !Exposes),
            "imagearray" => AlpacaReply.Image(Frame),
            var member when values.TryGetValue(member, out var value) => AlpacaReply.Value(value),
            var member => AlpacaReply.Refusal(0x400, $"{member} is not implemented"),
        };
    }

    private AlpacaReply Put(AlpacaAsked asked)
    {
        switch (asked.Member)
        {
            case "connected": connected = true; break;
            case "abortexposure": (exposed, due) = (false, DateTimeOffset.MinValue); break;
            case "startexposure": (exposed, due) = (true, time.GetUtcNow().AddSeconds(double.Parse(asked.Form["Duration"], CultureInfo.InvariantCulture))); break;
            default: break;
        }
        return AlpacaReply.Done;
    }
}
