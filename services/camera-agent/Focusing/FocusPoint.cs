namespace Sync.CameraAgent.Focusing;

/// <summary>What was measured at one position of the focuser.</summary>
/// <param name="Position">steps</param>
/// <param name="HfrPixels">median half-flux radius of the stars of one frame, or of several; above 0</param>
internal readonly record struct FocusPoint(int Position, double HfrPixels);
