using Sync.Contracts;

namespace Sync.CameraAgent.Exposures;

/// <summary>What else is known of a frame when it has been read out.</summary>
/// <param name="SensorCelsius">null where the camera can't tell</param>
/// <param name="FocuserSteps">where the focuser stood; null without one</param>
/// <param name="FocuserCelsius">null where it does not tell</param>
/// <param name="AngleDegrees">position angle of the frame's top as it was solved; null where nobody knows</param>
/// <param name="Side">of the pier, on which the telescopes were; null where the mount does not tell</param>
internal sealed record FrameConditions(double? SensorCelsius, int? FocuserSteps, double? FocuserCelsius, double? AngleDegrees, SideOfPier? Side);
