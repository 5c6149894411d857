package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"pictograph-provider.invalid/sdk/go/pictograph"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		roadSigns, err := pictograph.NewProject(ctx, "road-signs", &pictograph.ProjectArgs{
			Description:     pulumi.String("Road sign detection training set"),
			AnnotationTypes: pulumi.StringArray{pulumi.String("bbox"), pulumi.String("polygon")},
			Classes: pictograph.ProjectClassMap{
				"stop_sign": &pictograph.ProjectClassArgs{Type: pulumi.String("bbox"), Color: pulumi.String("#ff0000")},
				"yield":     &pictograph.ProjectClassArgs{Type: pulumi.String("bbox"), Color: pulumi.String("#ffff00")},
				"merge":     &pictograph.ProjectClassArgs{Type: pulumi.String("bbox"), Color: pulumi.String("#00aaff")},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("projectId", roadSigns.ProjectId)
		return nil
	})
}
