namespace Sync.CameraAgent.Steps;

/// <summary>A sensor's temperature on its way: evenly, so that nothing cracks or dews.</summary>
/// <param name="FromCelsius">where it was</param>
/// <param name="ToCelsius">where it goes</param>
/// <param name="Over">how long that takes; zero for at once</param>
internal readonly record struct Ramp(double FromCelsius, double ToCelsius, TimeSpan Over)
{
    /// <summary>What the cooler is set to so long after the beginning.</summary>
    public double CelsiusAt(TimeSpan elapsed) =>
        elapsed >= Over ? ToCelsius : FromCelsius + ((ToCelsius - FromCelsius) * (elapsed / Over));
}
