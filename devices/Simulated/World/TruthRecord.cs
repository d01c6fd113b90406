using System.Text.Json.Serialization;
using Sync.Astro.Coordinates;

namespace Sync.Devices.Simulated.World;

/// <summary>
/// Something that physically happened to a simulated device. Only devices write these, never the services, so the
/// services can be judged by them. One JSON object a line, its kind first.
/// </summary>
/// <param name="Device">the device it happened to</param>
/// <param name="At">when, UTC</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ShutterOpened), "shutterOpened")]
[JsonDerivedType(typeof(ShutterClosed), "shutterClosed")]
[JsonDerivedType(typeof(FrameReadOut), "frameReadOut")]
[JsonDerivedType(typeof(MoveBegan), "moveBegan")]
[JsonDerivedType(typeof(MoveEnded), "moveEnded")]
[JsonDerivedType(typeof(Pointed), "pointed")]
[JsonDerivedType(typeof(Shifted), "shifted")]
[JsonDerivedType(typeof(Guided), "guided")]
[JsonDerivedType(typeof(FilterTurned), "filterTurned")]
[JsonDerivedType(typeof(CoolerSet), "coolerSet")]
[JsonDerivedType(typeof(WeatherTurned), "weatherTurned")]
[JsonDerivedType(typeof(CoverMoved), "coverMoved")]
[JsonDerivedType(typeof(PanelLit), "panelLit")]
[JsonDerivedType(typeof(FocuserMoved), "focuserMoved")]
[JsonDerivedType(typeof(RotatorTurned), "rotatorTurned")]
public abstract record TruthRecord(string Device, DateTimeOffset At);

/// <summary>
/// A shutter opened. The hardware closes it by itself after <paramref name="PlannedSeconds"/>, whatever became of the process.
/// <paramref name="Number"/> counts the exposures of this camera from 1.
/// </summary>
public sealed record ShutterOpened(string Device, DateTimeOffset At, int Number, double PlannedSeconds) : TruthRecord(Device, At);

/// <summary>The shutter closed; aborted when that was before its planned length was over.</summary>
public sealed record ShutterClosed(string Device, DateTimeOffset At, bool Aborted) : TruthRecord(Device, At);

/// <summary>The frame of that exposure was read out.</summary>
public sealed record FrameReadOut(string Device, DateTimeOffset At, int Number) : TruthRecord(Device, At);

/// <summary>
/// The sky began to move, or to be unsettled, by a slew, park, stop, tracking, pulse, dither or guiding start.
/// Without a <see cref="MoveEnded"/> it lasts <paramref name="PlannedSeconds"/>.
/// </summary>
public sealed record MoveBegan(string Device, DateTimeOffset At, string Move, double PlannedSeconds) : TruthRecord(Device, At);

/// <summary>The sky is still again.</summary>
public sealed record MoveEnded(string Device, DateTimeOffset At) : TruthRecord(Device, At);

/// <summary>
/// The mount goes from one place to another in some seconds, 0 when it is there, and tracks there or does not.
/// Forgets all shifts before it. <paramref name="Pier"/> is the side of the pier that the telescopes are on. At
/// <paramref name="TracksUntil"/> the mount reaches its limit and tracks no more. Places are as it believes; the telescopes look
/// <paramref name="Error"/> beside them, where it is not null.
/// </summary>
public sealed record Pointed(
    string Device, DateTimeOffset At, Equatorial From, Equatorial To, double Seconds, bool Tracking, PierSide Pier, DateTimeOffset? TracksUntil = null,
    SkyOffset? Error = null)
    : TruthRecord(Device, At);

/// <summary>The telescopes are moved by a little, evenly over <paramref name="Seconds"/>. Adds to the shifts before it.</summary>
public sealed record Shifted(string Device, DateTimeOffset At, SkyOffset By, double Seconds) : TruthRecord(Device, At);

/// <summary>Guiding began to hold the sky, or ceased.</summary>
public sealed record Guided(string Device, DateTimeOffset At, bool On) : TruthRecord(Device, At);

/// <summary>A filter wheel turns to a filter.</summary>
public sealed record FilterTurned(string Device, DateTimeOffset At, string Filter, double Seconds) : TruthRecord(Device, At);

/// <summary>A focuser moves evenly from one position to another, and its gears give <paramref name="Play"/> steps before the light feels it.</summary>
public sealed record FocuserMoved(string Device, DateTimeOffset At, int From, int To, double Seconds, int Play) : TruthRecord(Device, At)
{
    internal DateTimeOffset Ends => At.AddSeconds(Seconds);

    internal int PositionAt(DateTimeOffset instant) => instant >= Ends ? To : From + (int)((To - From) * ((instant - At).TotalSeconds / Seconds));

    /// <summary>What the light feels of it.</summary>
    internal int FeltAt(DateTimeOffset instant) => PositionAt(instant) - Play;
}

/// <summary>A rotator turns evenly from one angle to another, degrees by its own marks.</summary>
public sealed record RotatorTurned(string Device, DateTimeOffset At, double From, double To, double Seconds) : TruthRecord(Device, At)
{
    internal DateTimeOffset Ends => At.AddSeconds(Seconds);

    internal double DegreesAt(DateTimeOffset instant) => instant >= Ends ? To : From + ((To - From) * ((instant - At).TotalSeconds / Seconds));
}

/// <summary>A cooler was set: from this sensor temperature on towards another, in °C.</summary>
public sealed record CoolerSet(string Device, DateTimeOffset At, double FromCelsius, double TowardCelsius) : TruthRecord(Device, At);

/// <summary>The weather turned bad for a reason, or, with an empty one, good.</summary>
public sealed record WeatherTurned(string Device, DateTimeOffset At, string Reason) : TruthRecord(Device, At);

/// <summary>A cover opens or closes, and is there after <paramref name="Seconds"/>.</summary>
public sealed record CoverMoved(string Device, DateTimeOffset At, bool Open, double Seconds) : TruthRecord(Device, At);

/// <summary>A panel was lit, or with 0 % put out.</summary>
public sealed record PanelLit(string Device, DateTimeOffset At, int BrightnessPercent) : TruthRecord(Device, At);
