System.Console.WriteLine("sync");
